/**
 * What others make of our GLB files: Khronos' validator and three.js in Chromium. {@link
 * dev.mien.acceptance.browser.GlbContract} holds the tests, its subclasses the avatars.
 */
@NullMarked
package dev.mien.acceptance.browser;

import org.jspecify.annotations.NullMarked;
