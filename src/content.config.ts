/** What a chapter is: MDX with a title, one question and a description. */
import { defineCollection } from 'astro:content';
import { glob } from 'astro/loaders';
import { z } from 'astro/zod';

const chapters = defineCollection({
  loader: glob({ pattern: '*.mdx', base: './src/content/chapters' }),
  schema: z.object({
    title: z.string().min(3).max(60),
    /** The one question that the chapter answers. */
    question: z.string().min(10).max(140).endsWith('?'),
    description: z.string().min(40).max(180),
    order: z.number().int().positive(),
  }),
});

export const collections = { chapters };
