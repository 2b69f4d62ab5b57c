/** Which of two texts is shown: the one with marks of the other in it, or one alone. */
export type Side = "both" | "before" | "after";
