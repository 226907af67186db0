/** Tests of the whole product: its layers, its licences, and packages of tests by subject. */
@NullMarked
package dev.mien.acceptance;

import org.jspecify.annotations.NullMarked;
