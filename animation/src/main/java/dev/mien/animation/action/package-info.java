/**
 * What faces do, as editable data: action units as movements of joints and contractions of muscles,
 * ARKit's blendshapes, visemes and VRM presets made of them, the maps between these systems, and
 * expressions. The tables lie beside the classes as tab-separated files, each of which explains its
 * columns; {@link dev.mien.animation.action.ActionTable#read} and its like read a user's own.
 */
@NullMarked
package dev.mien.animation.action;

import org.jspecify.annotations.NullMarked;
