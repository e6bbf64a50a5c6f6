/**
 * The one place that names cdktf. It is archived; its successor cdktn is drop-in by npm alias
 * (`"cdktf": "npm:cdktn@…"`), or by changing the line below.
 */
export * from "cdktf";
