/** Ukrainian of the panels of Learning. */
export const learning: Readonly<Record<string, string>> = {
  "What it tolerates: {{words}}": "Що витримує: {{words}}",
  "Run the experiment": "Провести експеримент",
  "Set all back": "Повернути все як було",
  "Run it as it is": "Провести як є",
  "Share of the experiment": "Частка експерименту",
  "Stopped: this is how far it came.": "Зупинено: ось як далеко він дійшов.",
  "{{title}}: from {{low}} to {{high}}": "{{title}}: від {{low}} до {{high}}",
  "What this is": "Що це",
  Result: "Результат",
};
