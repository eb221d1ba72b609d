/** What the server asks a browser for: the id to answer with, and the options as JSON. */
interface Question {
  id: string;
  options: string;
}

/** Nobody touched a key, or somebody pressed cancel: not worth an alarm. */
export class PasskeyCancelled extends Error {}

export function passkeysWork(): boolean {
  return (
    typeof window.PublicKeyCredential === 'function' &&
    'parseRequestOptionsFromJSON' in window.PublicKeyCredential
  );
}

export async function makePasskey(question: Question): Promise<string> {
  const { publicKey } = JSON.parse(question.options) as {
    publicKey: PublicKeyCredentialCreationOptionsJSON;
  };
  return asked(() =>
    navigator.credentials.create({
      publicKey: PublicKeyCredential.parseCreationOptionsFromJSON(publicKey),
    }),
  );
}

export async function showPasskey(question: Question): Promise<string> {
  const { publicKey } = JSON.parse(question.options) as {
    publicKey: PublicKeyCredentialRequestOptionsJSON;
  };
  return asked(() =>
    navigator.credentials.get({
      publicKey: PublicKeyCredential.parseRequestOptionsFromJSON(publicKey),
    }),
  );
}

async function asked(ask: () => Promise<Credential | null>): Promise<string> {
  try {
    const credential = await ask();
    if (credential instanceof PublicKeyCredential) return JSON.stringify(credential.toJSON());
  } catch (e) {
    if (!(e instanceof DOMException)) throw e;
  }
  throw new PasskeyCancelled();
}
