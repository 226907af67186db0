/**
 * Small studies that can be repeated by one command: how well faces that this library didn't make
 * are found from what is seen, read and coded of them. Entry type: {@link
 * dev.mien.learn.study.LinearFaceStudy}.
 */
@NullMarked
package dev.mien.learn.study;

import org.jspecify.annotations.NullMarked;
