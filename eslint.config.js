import jsdoc from 'eslint-plugin-jsdoc';
import jsxA11y from 'eslint-plugin-jsx-a11y';
import reactHooks from 'eslint-plugin-react-hooks';
import tseslint from 'typescript-eslint';

const say = (selector, message) => ({ selector, message });

/** Each message says what to do instead. */
const everywhere = [
  say(
    "CallExpression[callee.object.name='vi'][callee.property.name=/^(mock|doMock|hoisted|stubGlobal)$/]",
    'Test on the real thing: pass what the code needs as an argument, or provoke the failure in the demo centre.',
  ),
  say(
    "BinaryExpression[operator='instanceof'][right.name='AppError']",
    'Use isAppError(error): pages and server are two bundles.',
  ),
];
const noEnv = say(
  "MemberExpression[object.name='process'][property.name='env']",
  'Only server/env.ts reads process.env: take the value as an argument.',
);
const noDefault = say(
  'ExportDefaultDeclaration',
  'Name the export: default exports are for route modules and configuration files.',
);
const noRawHtml = say(
  "JSXAttribute[name.name='dangerouslySetInnerHTML']",
  'Render text; markup from data is how scripts get in.',
);
const noInlineStyle = say(
  "JSXAttribute[name.name='style']",
  'Inline styles break the content security policy: use a class, or x/width of SVG.',
);

export default tseslint.config(
  {
    ignores: [
      'build/',
      'node_modules/',
      '.modu*/',
      'public/',
      'server/demo/centre/shim/**',
      'test-results/',
      'e2e/transcripts/',
      'server/templates/',
    ],
  },
  {
    files: ['**/*.{ts,tsx}'],
    extends: [...tseslint.configs.recommended],
    languageOptions: { parserOptions: { projectService: true, tsconfigRootDir: import.meta.dirname } },
    plugins: { jsdoc, 'react-hooks': reactHooks },
    rules: {
      '@typescript-eslint/no-floating-promises': 'error',
      '@typescript-eslint/no-misused-promises': [
        'error',
        { checksVoidReturn: { attributes: false, arguments: false, properties: false } },
      ],
      '@typescript-eslint/switch-exhaustiveness-check': [
        'error',
        { considerDefaultExhaustiveForUnions: true },
      ],
      '@typescript-eslint/consistent-type-imports': 'error',
      '@typescript-eslint/no-unused-vars': [
        'error',
        { argsIgnorePattern: '^_', varsIgnorePattern: '^_', caughtErrors: 'none' },
      ],
      'no-console': 'error',
      eqeqeq: 'error',
      'no-restricted-syntax': ['error', ...everywhere, noEnv, noDefault],
      'react-hooks/rules-of-hooks': 'error',
      'react-hooks/exhaustive-deps': 'error',
    },
  },
  {
    files: ['server/**/*.ts', 'db/**/*.ts', 'app/format/**/*.{ts,tsx}', 'app/request/**/*.{ts,tsx}'],
    ignores: ['**/*.test.ts', '**/*.contract.ts', 'db/migrations/**', 'server/demo/centre/**'],
    rules: {
      'jsdoc/require-jsdoc': [
        'error',
        {
          publicOnly: true,
          require: { FunctionDeclaration: true, ArrowFunctionExpression: true, ClassDeclaration: true },
          checkConstructors: false,
        },
      ],
    },
  },
  {
    files: ['app/**/*.{ts,tsx}'],
    ignores: ['app/hooks/use-answer.ts'],
    rules: {
      'no-restricted-imports': [
        'error',
        {
          name: '@remix-run/react',
          importNames: ['useActionData'],
          message: 'Use useAnswer: live news would take the answer away.',
        },
      ],
    },
  },
  {
    files: ['app/**/*.tsx'],
    extends: [jsxA11y.flatConfigs.recommended],
    rules: { 'no-restricted-syntax': ['error', ...everywhere, noEnv, noDefault, noRawHtml, noInlineStyle] },
  },
  {
    files: ['app/routes/**/*.tsx', 'app/routes/**/*.ts', 'app/root.tsx', 'app/entry.*.tsx', 'app/error*.tsx'],
    rules: { 'no-restricted-syntax': ['error', ...everywhere, noEnv, noRawHtml, noInlineStyle] },
  },
  {
    files: ['app/root.tsx'],
    rules: { 'no-restricted-syntax': ['error', ...everywhere, noEnv, noInlineStyle] },
  },
  {
    files: [
      '*.config.{ts,js}',
      'e2e/**/*.ts',
      'scripts/**/*.ts',
      'bench/**/*.ts',
      '**/*.test.{ts,tsx}',
      'db/testing/**',
      'server/demo/centre/**',
      'server/env.ts',
    ],
    rules: { 'no-restricted-syntax': ['error', ...everywhere] },
  },
  {
    files: ['scripts/**', 'server/cli/**', 'bench/**', 'e2e/**', 'server/demo/centre/main.ts'],
    rules: { 'no-console': 'off' },
  },
);
