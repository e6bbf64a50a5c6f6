/** The fields of a tenant or a route of which one says what answers. */
export const ANSWER_FIELDS = ["service", "weights", "redirect", "respond"] as const;

export type AnswerField = (typeof ANSWER_FIELDS)[number];
