export { type GitOptions, type GitResult, runGit } from "./run-git";
