// What these programs use of Node; a program of a user would take it from @types/node.
declare const process: { env: Record<string, string | undefined>; argv: string[] };
