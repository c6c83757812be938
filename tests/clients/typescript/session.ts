// Signs in with a password, in a platform that keeps no cookies itself.
import { createOnefold, isOnefoldError } from "@onefold/client";
import { answer, thrownBy, url } from "./given.ts";

const onefold = createOnefold({ url });
const stranger = createOnefold({ url });
const { user } = await onefold.auth.login({ email: "owner@example.com", password: "correct horse battery" });
const made = await onefold.workflows.create({ name: "by session" });
const key = await onefold.apiKeys.create({ name: "of the session", scopes: ["actions:read"] });
const withKey = createOnefold({ url, key: key.key });
const me = await withKey.auth.getMe();
const strangers = await thrownBy(stranger.auth.getMe());
await onefold.auth.logout();
const after = await thrownBy(onefold.auth.getMe());

answer({
  user: user.email,
  made: made.name,
  key: me.key_id === key.id,
  stranger: isOnefoldError(strangers, stranger.auth.getMe) && [strangers.status, strangers.code],
  after: isOnefoldError(after, onefold.auth.getMe) && after.status,
});
