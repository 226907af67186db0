/** What decided what: {@link dev.mien.model.report.AvatarReport} and its JSON form. */
@NullMarked
package dev.mien.model.report;

import org.jspecify.annotations.NullMarked;
