import type { Translated } from '../areas';
import type { showing as ko } from '../ko/showing';

export const showing: Translated<typeof ko> = {
  show: 'Show my teacher',
  showTitle: 'Show my teacher',
  showLead:
    'Your teacher sees the screen of this terminal and cannot type: what is on it now, what has just scrolled by, and what is printed from now on. You can end it at any time.',
  showNobody: 'You are in no class yet. Once you are, you can show your terminal to its teacher.',
  toClasses: 'My classes',
  showTo: 'Show {teacher}',
  waiting: 'Waiting for {teacher} to come. It says here when they look.',
  watched: '{teacher} is looking at this screen now.',
  stop: 'Stop showing',
  shownTab: 'being shown',
  overHidden: '{teacher} does not see it any more.',
  overLeft: '{teacher} has stopped looking. It is not shown any more.',
  overNotCome: '{teacher} did not come, so it is not shown any more. You can show it again.',
  overAway: 'While you were cut off it stopped being shown to {teacher}. You can show it again.',
  overRevoked:
    'You are not in {teacher}’s class any more, or {teacher} is signed out, so it is not shown any more.',
  notShown: 'It cannot be shown to that teacher. Please see whether you are in their class still.',
  hideNote: 'Close this note',

  noticeLabel: 'A terminal that a student shows you',
  notice: '{student} shows you a terminal.',
  noticeSpoken: '{student} shows you a terminal. The Look button at the top of the page opens it.',
  noticeWhat: 'You can look, not type, and the student sees that you look.',
  look: 'Look',
  decline: 'Not now',

  title: 'A student’s terminal',
  heading: '{student}’s terminal',
  viewOnly: 'View only. The student knows that you are looking.',
  stopLooking: 'Stop looking',
  screen: 'Screen of {student}’s terminal',
  connecting: 'Fetching the screen.',
  away: 'The student was cut off for a moment. It goes on when they are back.',
  lost: 'The connection was lost. Joining again now.',
  gone: 'It could not be joined again. Please ask the student to show it once more.',
  endedHidden: '{student} has stopped showing it.',
  endedLeft: 'You have stopped looking. The student was told.',
  endedNotCome:
    'It was not joined again in time, so it is over. Please ask the student to show it once more.',
  endedAway: 'The student has left the terminal, so it is over.',
  endedRevoked: 'You do not teach this student any more, or you are signed out, so it cannot be seen.',
  endedInstead: 'The student shows it to another teacher.',
  endedOver: 'The student’s shell has ended.',
  takenOver: 'You are looking at it in another window.',
  lookHere: 'Look here',
  notLoaded: 'The screen’s files could not be fetched. Check your connection and open it again.',
  openAgain: 'Open again',
  toClass: 'See the class',
};
