export { type NoGit, readBlobs, runGit } from "./run-git";
