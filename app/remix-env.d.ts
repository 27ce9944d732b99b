import '@remix-run/node';

// Loader data keeps its types (Dates, bigints) with single fetch. @see Remix 2.17, guides/single-fetch, "Type inference".
declare module '@remix-run/node' {
  interface Future {
    v3_singleFetch: true;
  }
}
