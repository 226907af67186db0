package dev.mien.learn.nn;

import dev.mien.learn.backend.Backend;
import dev.mien.learn.tape.Parameter;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;

/**
 * Makes a network's parameters and keeps them by name. Each one's first values depend on the seed
 * and on its name alone, so that adding a layer doesn't change the others.
 */
public final class Parameters {

  private final Backend backend;
  private final long seed;
  private final String prefix;
  private final Map<String, Parameter> all;

  private Parameters(Backend backend, long seed, String prefix, Map<String, Parameter> all) {
    this.backend = backend;
    this.seed = seed;
    this.prefix = prefix;
    this.all = all;
  }

  /**
   * An empty set.
   *
   * @param backend where the parameters lie
   * @param seed of their first values
   */
  public static Parameters create(Backend backend, long seed) {
    return new Parameters(backend, seed, "", new LinkedHashMap<>());
  }

  /**
   * The same set; what is made through the result has a longer name.
   *
   * @param name of a part of the network
   */
  public Parameters in(String name) {
    return new Parameters(backend, seed, prefix + name + ".", all);
  }

  /** Where the parameters lie. */
  public Backend backend() {
    return backend;
  }

  /** All of the set, in the order in which they were made. */
  public List<Parameter> all() {
    return List.copyOf(all.values());
  }

  /** All of the set by name; can't be changed. */
  public Map<String, Parameter> byName() {
    return Collections.unmodifiableMap(all);
  }

  /** How many numbers the set has. */
  public long count() {
    return count(all.values());
  }

  private static long count(Collection<Parameter> parameters) {
    return parameters.stream().mapToLong(Parameter::length).sum();
  }

  /**
   * Normally distributed values.
   *
   * @param name unique in this part of the network
   * @param deviation standard deviation
   * @param shape of the parameter
   */
  public Parameter normal(String name, double deviation, int... shape) {
    SplittableRandom random = random(name);
    double[] values = new double[product(shape)];
    for (int i = 0; i < values.length; i++) {
      values[i] = deviation * random.nextGaussian();
    }
    return add(name, values, shape);
  }

  /**
   * Evenly distributed values.
   *
   * @param name unique in this part of the network
   * @param bound values lie between −bound and bound
   * @param shape of the parameter
   */
  public Parameter uniform(String name, double bound, int... shape) {
    SplittableRandom random = random(name);
    double[] values = new double[product(shape)];
    for (int i = 0; i < values.length; i++) {
      values[i] = bound * (2 * random.nextDouble() - 1);
    }
    return add(name, values, shape);
  }

  /**
   * One value everywhere.
   *
   * @param name unique in this part of the network
   * @param value everywhere
   * @param shape of the parameter
   */
  public Parameter filled(String name, double value, int... shape) {
    double[] values = new double[product(shape)];
    java.util.Arrays.fill(values, value);
    return add(name, values, shape);
  }

  /**
   * Given values, such as a basis that is refined.
   *
   * @param name unique in this part of the network
   * @param values copied
   * @param shape of the parameter
   */
  public Parameter given(String name, double[] values, int... shape) {
    return add(name, values, shape);
  }

  private Parameter add(String name, double[] values, int... shape) {
    String full = prefix + name;
    if (all.containsKey(full)) {
      throw new IllegalArgumentException("there is a parameter named " + full + " already");
    }
    Parameter parameter = Parameter.of(backend, full, values, shape);
    all.put(full, parameter);
    return parameter;
  }

  private SplittableRandom random(String name) {
    long hash = seed;
    String full = prefix + name;
    for (int i = 0; i < full.length(); i++) {
      hash = hash * 0x9E3779B97F4A7C15L + full.charAt(i) + 1;
    }
    return new SplittableRandom(hash);
  }

  private static int product(int[] shape) {
    int product = 1;
    for (int size : shape) {
      product = Math.multiplyExact(product, size);
    }
    return product;
  }

  /** The parameters of several sets, one behind the other. */
  public static List<Parameter> together(List<Parameters> sets) {
    List<Parameter> together = new ArrayList<>();
    sets.forEach(set -> together.addAll(set.all()));
    return List.copyOf(together);
  }
}
