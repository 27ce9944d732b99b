/** A provider at which people may sign in, as the operator wrote it down. */
export interface OidcProvider {
  /** In addresses; the callback is `<MODU_URL>/auth/callback/<id>`. */
  id: string;
  titleKo: string;
  titleEn: string;
  /** Exactly as its discovery document says it. People are known by it and their subject there. */
  issuer: string;
  clientId: string;
  clientSecret: string;
}
