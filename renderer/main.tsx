// Starts the page: the Trusted Types policy, then the styles, then the screens.
import "./trustedTypes.ts";
import "#ui/styles/tokens.css";
import "#ui/styles/base.css";
import "#ui/styles/parts.css";
import "#ui/styles/grid.css";
import "./frame.css";
import "#features/signIn/signIn.css";
import "#features/patients/patients.css";
import "#features/chart/chart.css";
import "#features/exchange/exchange.css";
import { createRoot } from "react-dom/client";
import { App } from "./App.tsx";

const root = document.querySelector("#root");
if (root === null) throw new Error("index.html has no root");
createRoot(root).render(<App />);
