export { type GitOptions, GitUnavailableError, runGit } from "./run-git";
