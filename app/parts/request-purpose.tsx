/** What somebody wrote about their purpose, as they wrote it. */
export function RequestPurpose({ text }: { text: string }) {
  return (
    <div className="max-w-[62ch] border-l-[3px] border-line pl-4 text-read whitespace-pre-line [overflow-wrap:anywhere]">
      {text}
    </div>
  );
}
