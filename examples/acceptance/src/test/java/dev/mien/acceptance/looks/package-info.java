/**
 * What must hold for the looks of every head, measured on the assembled and rigged head: intact
 * skin, lids and lips that close, nothing that pierces anything, attributes that can be read back,
 * and people who are told apart.
 */
@NullMarked
package dev.mien.acceptance.looks;

import org.jspecify.annotations.NullMarked;
