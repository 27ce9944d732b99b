import { choiceProps, ChoicesFrame, type ChoicesProps } from './choices';

/** One of a few, each with room for a sentence. */
export function RadioGroup(props: ChoicesProps) {
  return (
    <ChoicesFrame {...props}>
      <div className="grid gap-2">
        {props.choices.map((choice) => (
          <label key={choice.value} className="flex items-start gap-2.5">
            <input {...choiceProps(props, choice)} className="tick mt-[3px]" />
            <span>
              {choice.label}
              {choice.help !== undefined && (
                <span className="block text-small text-text-2">{choice.help}</span>
              )}
            </span>
          </label>
        ))}
      </div>
    </ChoicesFrame>
  );
}
