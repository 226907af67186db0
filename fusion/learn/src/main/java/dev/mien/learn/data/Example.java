package dev.mien.learn.data;

/**
 * One head as its modalities saw it, and as it is.
 *
 * @param key unique within the data set
 * @param identity who it is; examples of one identity share it and are always in one split
 * @param inputs what may be looked at
 * @param truth what is to be found out
 * @param witness which factor is seen by which modality, for the oracle
 */
public record Example(String key, String identity, Inputs inputs, Truth truth, Witness witness) {}
