export { readBlobs, runGit } from "./run-git";
