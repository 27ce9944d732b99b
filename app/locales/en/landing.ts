import type { Translated } from '../areas';
import type { landing as ko } from '../ko/landing';

export const landing: Translated<typeof ko> = {
  title: 'National supercomputers for every student',
  headline: 'National supercomputers, for every student',
  lead: 'From middle school to graduate school, use the GPUs of the country’s centres straight from your browser. The first hours need no review, and students never pay.',
  start: 'Start as a student',
  enter: 'Sign in',
  goHome: 'Go to my home',
  passwordless: 'No password to make: you come in by a link sent to your e-mail.',
  boardTitle: 'GPUs free right now',
  boardFree: '<b>{free}</b> of {total} free',
  boardFreePlain: '{free} of {total} free',
  boardFull: 'all {total} in use',
  boardUnknown: 'checking how many are free',
  boardDown: 'no answer right now',
  boardClosed: 'takes no new jobs',
  boardQueue: '{running, number} running · {waiting, number} waiting',
  boardFoot: 'Just as each centre’s scheduler answered.',
  boardEmptyTitle: 'No centre is attached yet',
  boardEmpty: 'Once one is, its free GPUs and its queue show here.',
  beginTitle: 'Your first training run in a few minutes',
  beginLead: 'Nothing to install, no commands to learn. School laptops and phones work just as well.',
  begin1Title: 'Come in',
  begin1:
    'Give your month of birth, name and school, then follow the link in the mail. You can join from the age of 14.',
  begin2Title: 'Get your starter hours',
  begin2:
    'Starter GPU-hours arrive by themselves when you join. Need more? Say what for, and follow every step of the review.',
  begin3Title: 'Choose and run',
  begin3:
    'Pick an example and launch it; it joins the centre’s queue. You see why it waits, when it ended and what it used.',
  doorsTitle: 'Who does what here',
  doorStudent: 'Students',
  doorStudentBody:
    'Run examples or scripts of your own, see results and hours used, and open a centre’s terminal in the browser.',
  doorTeacher: 'Teachers',
  doorTeacherBody: 'See the hours left and the running jobs of the students in the classes you teach.',
  doorGraduate: 'Graduate students',
  doorGraduateBody:
    'Ask for research hours with a purpose and a period; read every question and decision with its reason.',
  doorReviewer: 'Reviewers',
  doorReviewerBody:
    'Decide with the record in front of you: ask back, grant all or part, or decline with a reason.',
  doorOperator: 'Centre operators',
  doorOperatorBody:
    'Check the clusters joined over SSH, stop or open them for new jobs, and set their rates.',
  calmTitle: 'Why it is safe to use',
  calm1Title: 'A student cannot spend money',
  calm1: 'There is no checkout. A launch that needs more hours than are left is refused before it begins.',
  calm2Title: 'Close the window, the job goes on',
  calm2: 'Jobs run at the centre. When Wi-Fi drops they stay; open the page again to see what happened.',
  calm3Title: 'Only what is used is counted',
  calm3:
    'Hours set aside for a launch and not used come back as soon as it ends. When a centre breaks down, nothing is counted.',
  calm4Title: 'We ask for little',
  calm4: 'Your age comes first, then your name, school and e-mail address. Nothing else.',
  footAbout: 'Modu is a public service that joins students to the country’s supercomputing centres.',
  footDocs: 'Help',
  footApi: 'API description (OpenAPI)',
};
