import { redirect } from '@remix-run/node';
import type { CardEntered } from '#server/http/card-door';
import { paths } from '~/paths';

/** Where who used a card goes on to: a newcomer says who they are, anybody else is asked whether the device is theirs. */
export const cardEntered = ({ kind, setCookies }: CardEntered): Response =>
  redirect(kind === 'new' ? paths.cardBegin() : paths.cardPasskey(), {
    headers: setCookies.map((cookie): [string, string] => ['Set-Cookie', cookie]),
  });
