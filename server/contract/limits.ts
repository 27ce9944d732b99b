/** Limits that both sides know; each with its reason. */
export const limits = {
  /** 256 KiB: far over any script typed by hand, far under what a scheduler spools. */
  scriptBytes: 256 * 1024,
  /** A launch's name: what fits a table cell and any Unicode name of a person's making. */
  nameCharacters: 100,
  /** A sweep of a class; above this a person means to write a loop. */
  arrayTasks: 200,
  purposeCharacters: 4_000,
  /** One request for hours: ten years of one accelerator would be 87,600; above this a centre is asked, not a portal. */
  askedGpuHours: 10_000,
  /** The longest period of one request. */
  requestDays: 366,
  /** Requests of one person that wait for a decision. */
  openRequestsPerPerson: 5,
  /** Mails to advisers whom one person names; the mail can go to anybody. */
  adviserMailsPerDay: 10,
  /** Live launches of one person at once. */
  liveLaunchesPerPerson: 50,
  terminalsPerPerson: 2,
  /** Login cards on one paper: a year's forty of three classes at once. */
  cardsAtOnce: 120,
  tokensPerPerson: 20,
  /** Phone, laptop, a key in the drawer, and their successors. */
  passkeysPerPerson: 10,
  /** The last part of the output that a page shows. */
  outputTailBytes: 256 * 1024,
  /** One result file shown or downloaded through the portal. */
  resultFileBytes: 64 * 1024 * 1024,
  /** Entries of one folder that a page shows; a folder of a hundred thousand is for the terminal. */
  folderEntries: 2_000,
  /** The beginning of a text that a page shows, and the largest that is edited there. */
  textBytes: 256 * 1024,
  /** A notebook with its pictures. */
  notebookBytes: 8 * 1024 * 1024,
  /** A picture that a page shows. */
  pictureBytes: 32 * 1024 * 1024,
  /** A PDF that a page shows: the browser holds it as a whole. */
  pdfBytes: 32 * 1024 * 1024,
  /** A path at a cluster, in bytes. @see limits.h, PATH_MAX, Linux 6 */
  pathBytes: 4_096,
  /** Files in one zip: a folder beyond is for `tar` and `scp`. */
  zipFiles: 20_000,
  /** Downloads and uploads of one person that go on at once, in one web process. */
  fileStreamsPerPerson: 8,
  /** One uploaded file; beyond it a centre's own data movers are the way. */
  uploadBytes: 100 * 1024 ** 3,
  /** What is sent of a file in one request, so that a lost connection costs little and a session that has ended stops soon. */
  uploadPartBytes: 16 * 1024 * 1024,
  /** An upload that nobody went on with for so long is given up, and what had arrived of it deleted. */
  uploadKeptDays: 7,
  /** Requests bodies of the API and of forms. */
  bodyBytes: 1024 * 1024,
  /** The largest lecture that is taught with hands on a keyboard. */
  classSize: 400,
  /** One statement: what a spreadsheet scrolls through and a PDF of 500 pages holds. */
  statementLines: 20_000,
  listItems: 50,
} as const;
