import { choiceProps, ChoicesFrame, type ChoicesProps } from './choices';

/** One of two to five short words, side by side. */
export function Segmented(props: ChoicesProps) {
  return (
    <ChoicesFrame {...props}>
      <div className="segmented">
        {props.choices.map((choice) => (
          <label key={choice.value}>
            <input {...choiceProps(props, choice)} />
            {choice.label}
          </label>
        ))}
      </div>
    </ChoicesFrame>
  );
}
