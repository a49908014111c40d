// Passkeys, in the JSON that the server speaks: bytes travel as base64url.

export const supported = () => Boolean(window.PublicKeyCredential && navigator.credentials?.create)

function bytes(text) {
  const padded = text.replace(/-/g, "+").replace(/_/g, "/")
  return Uint8Array.from(atob(padded), (letter) => letter.charCodeAt(0))
}

function words(buffer) {
  const letters = Array.from(new Uint8Array(buffer), (byte) => String.fromCharCode(byte)).join("")
  return btoa(letters).replace(/\+/g, "-").replace(/\//g, "_").replace(/=+$/, "")
}

const known = (credentials = []) => credentials.map((one) => ({ ...one, id: bytes(one.id) }))

function plain(credential, response) {
  return {
    id: credential.id,
    rawId: words(credential.rawId),
    type: credential.type,
    authenticatorAttachment: credential.authenticatorAttachment,
    clientExtensionResults: credential.getClientExtensionResults(),
    response: { clientDataJSON: words(credential.response.clientDataJSON), ...response },
  }
}

// `alone`: it will stand for the password as well, so it has to know its person.
export async function makePasskey({ publicKey }, { alone }) {
  const selection = { ...publicKey.authenticatorSelection, residentKey: "discouraged", requireResidentKey: false }
  if (alone) Object.assign(selection, { residentKey: "required", requireResidentKey: true, userVerification: "required" })
  const credential = await navigator.credentials.create({
    publicKey: {
      ...publicKey,
      authenticatorSelection: selection,
      challenge: bytes(publicKey.challenge),
      user: { ...publicKey.user, id: bytes(publicKey.user.id) },
      excludeCredentials: known(publicKey.excludeCredentials),
    },
  })
  return plain(credential, {
    attestationObject: words(credential.response.attestationObject),
    transports: credential.response.getTransports?.() ?? [],
  })
}

export async function usePasskey({ publicKey }) {
  const credential = await navigator.credentials.get({
    publicKey: {
      ...publicKey,
      challenge: bytes(publicKey.challenge),
      allowCredentials: known(publicKey.allowCredentials),
    },
  })
  const { authenticatorData, signature, userHandle } = credential.response
  return plain(credential, {
    authenticatorData: words(authenticatorData),
    signature: words(signature),
    userHandle: userHandle ? words(userHandle) : null,
  })
}
