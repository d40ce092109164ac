// When a terminal that nobody touches closes itself (conventions of the field: 5 to 15 minutes on a shared workstation).

/** Seconds without a key or a pointer after which the session locks. */
export const lockAfterIdleSeconds = 300;
/** The last seconds of these are counted down on the screen. */
export const countdownSeconds = 60;
