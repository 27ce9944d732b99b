/** What a shell in a job ends with when it ended because the job did; no shell's own end is told so. */
export const jobOverExitCode = 213;
