// What a test hands to a program, and how the program answers.
export const url = process.env["URL"] ?? "";
export const key = process.env["KEY"] ?? "";

/** The program's answer, which the test compares. */
export function answer(found: unknown): void {
  console.log(JSON.stringify(found));
}

/** What a promise throws. */
export async function thrownBy(promise: PromiseLike<unknown>): Promise<unknown> {
  try {
    await promise;
  } catch (error) {
    return error;
  }
  throw new Error("nothing was thrown");
}
