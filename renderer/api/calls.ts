// Calls as React sees them: what was read is kept for seconds, never read again unasked (every read is logged).
import { QueryClient, useMutation, useQuery, type UseMutationResult, type UseQueryResult } from "@tanstack/react-query";
import type { CallName, Gives, Takes } from "#shared/contract/index.ts";
import type { Refusal } from "#shared/refusal.ts";
import { callCore } from "./bridge.ts";

/** How long what no screen shows any more stays in memory, in milliseconds. */
const keptFor = 15_000;

export const queryClient = new QueryClient({
  defaultOptions: {
    queries: {
      gcTime: keptFor,
      staleTime: Number.POSITIVE_INFINITY,
      retry: false,
      networkMode: "always",
      refetchOnWindowFocus: false,
      refetchOnReconnect: false,
      structuralSharing: false,
    },
    mutations: { retry: false, networkMode: "always", gcTime: 0 },
  },
});

export interface CallOptions {
  /** False waits with the call. */
  readonly when?: boolean;
}

/** Reads through one call of the contract. */
export function useCall<Name extends CallName>(
  name: Name,
  input: Takes<Name>,
  options: CallOptions = {},
): UseQueryResult<Gives<Name>, Refusal> {
  return useQuery<Gives<Name>, Refusal>({
    queryKey: [name, input],
    queryFn: () => callCore(name, input),
    enabled: options.when !== false,
  });
}

/** Acts through one call of the contract; `refreshes` names the reads that no longer hold afterwards. */
export function useAct<Name extends CallName>(
  name: Name,
  refreshes: readonly CallName[] = [],
): UseMutationResult<Gives<Name>, Refusal, Takes<Name>> {
  return useMutation<Gives<Name>, Refusal, Takes<Name>>({
    mutationFn: (input) => callCore(name, input),
    onSuccess: () => refresh(...refreshes),
  });
}

/** Reads again what screens show of these calls, and forgets the rest of it. */
export async function refresh(...names: readonly CallName[]): Promise<void> {
  await Promise.all(names.map((name) => queryClient.invalidateQueries({ queryKey: [name] })));
}
