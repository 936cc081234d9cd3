// Two OpenID providers for the tests, on free ports. Says their issuers in one line of JSON.
// PKCE is required. Whoever logs in as "zhang" is subject "zhang", named 演示zhang, at each of them.
// The first knows the scopes email and phone, too.
import { createServer } from "node:http";
import { Provider } from "oidc-provider";

const [secret, ...redirects] = process.argv.slice(2);

function settings(redirect, tellsMore) {
  const more = { email: ["email"], phone: ["phone_number"] };
  return {
    clients: [{ client_id: "kedeng", client_secret: secret, redirect_uris: [redirect] }],
    claims: {
      openid: ["sub"],
      profile: tellsMore ? ["name", "preferred_username"] : ["name"],
      ...(tellsMore ? more : {}),
    },
    cookies: { keys: [secret] },
    pkce: { required: () => true },
    findAccount: (_context, id) => ({
      accountId: id,
      claims: () => ({
        sub: id,
        name: "演示" + id,
        preferred_username: id + ".portal",
        email: id + "@example.org",
        phone_number: "0931-1234567",
      }),
    }),
  };
}

async function open(redirect, place) {
  const server = createServer();
  await new Promise((ready) => server.listen(0, "127.0.0.1", ready));
  const issuer = "http://127.0.0.1:" + server.address().port;
  server.on("request", new Provider(issuer, settings(redirect, place === 0)).callback());
  return issuer;
}

console.log(JSON.stringify(await Promise.all(redirects.map(open))));
process.stdin.resume().on("end", () => process.exit()); // ends with the tests that started it
