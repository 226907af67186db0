package dev.mien.model;

import dev.mien.animation.Avatar;
import dev.mien.model.report.AvatarReport;

/**
 * An avatar and why it is as it is.
 *
 * @param avatar the avatar
 * @param report what decided what
 */
public record Generated(Avatar avatar, AvatarReport report) {}
