export * from "./generated/index";
