import type { Recipe } from './recipe.ts';

export const setting: Recipe = {
  name: 'a setting',
  first: [
    {
      file: 'runtime/settings.ts',
      before: "  port: setting('Server', 'PORT'",
      text: "  lampColour: setting('Server', 'LAMP_COLOUR', text('red'), 'Colour of the lamp.', 'blue'),\n",
    },
  ],
  script: 'scripts/docs/configuration.ts',
  written: ['.env.example', 'docs/configuration.md'],
};
