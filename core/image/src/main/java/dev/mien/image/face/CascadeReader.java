package dev.mien.image.face;

import dev.mien.core.BadFileException;
import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import javax.xml.stream.XMLInputFactory;
import javax.xml.stream.XMLStreamConstants;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamReader;

/** Reads OpenCV's {@code opencv-cascade-classifier} XML files with HAAR features. */
final class CascadeReader {

  /** OpenCV lowers every stage's threshold by this much, so results near it agree. */
  private static final float THRESHOLD_MARGIN = 1e-5f;

  private final String source;
  private final XMLStreamReader xml;

  private int width;
  private int height;
  private boolean haar;
  private final Numbers stageEnd = new Numbers();
  private final Numbers stageThreshold = new Numbers();
  private final Numbers treeRoot = new Numbers();
  private final Numbers treeLeaf = new Numbers();
  private final Numbers nodes = new Numbers();
  private final Numbers leaves = new Numbers();
  private final List<double[]> rectangles = new ArrayList<>();
  private final List<Boolean> tilted = new ArrayList<>();
  private final List<Integer> rectanglesPerFeature = new ArrayList<>();

  private CascadeReader(XMLStreamReader xml, String source) {
    this.xml = xml;
    this.source = source;
  }

  /**
   * Reads a cascade.
   *
   * @param in the XML; not closed
   * @param source what to call it in errors
   * @throws BadFileException if it isn't such a cascade, with line and column
   */
  static Cascade read(InputStream in, String source) throws IOException {
    XMLInputFactory factory = XMLInputFactory.newDefaultFactory();
    factory.setProperty(XMLInputFactory.SUPPORT_DTD, false);
    factory.setProperty(XMLInputFactory.IS_SUPPORTING_EXTERNAL_ENTITIES, false);
    factory.setProperty(XMLInputFactory.IS_COALESCING, true);
    try {
      XMLStreamReader xml = factory.createXMLStreamReader(in);
      CascadeReader reader = new CascadeReader(xml, source);
      reader.walk();
      return reader.build();
    } catch (XMLStreamException e) {
      throw new BadFileException(
          source,
          e.getLocation() == null ? "" : "line " + e.getLocation().getLineNumber(),
          "the cascade isn't well-formed XML: " + e.getMessage(),
          e);
    }
  }

  private void walk() throws XMLStreamException, BadFileException {
    List<String> path = new ArrayList<>();
    while (xml.hasNext()) {
      int event = xml.next();
      if (event == XMLStreamConstants.START_ELEMENT) {
        path.add(xml.getLocalName());
        begin(path);
      } else if (event == XMLStreamConstants.CHARACTERS && !xml.isWhiteSpace()) {
        text(path.isEmpty() ? "" : path.get(path.size() - 1), path, xml.getText());
      } else if (event == XMLStreamConstants.END_ELEMENT) {
        if (path.get(path.size() - 1).equals("weakClassifiers")) {
          stageEnd.add(treeRoot.size());
        }
        path.remove(path.size() - 1);
      }
    }
  }

  private void begin(List<String> path) {
    if (path.get(path.size() - 1).equals("rects")) {
      rectanglesPerFeature.add(0);
      tilted.add(false);
    }
  }

  private void text(String element, List<String> path, String text) throws BadFileException {
    switch (element) {
      case "featureType" -> haar = text.strip().equals("HAAR");
      case "height" -> height = (int) numbers(text, 1)[0];
      case "width" -> width = (int) numbers(text, 1)[0];
      case "stageThreshold" -> stageThreshold.add(numbers(text, 1)[0]);
      case "internalNodes" -> {
        treeRoot.add(nodes.size() / 4);
        for (double value : numbers(text, 0)) {
          nodes.add(value);
        }
      }
      case "leafValues" -> {
        treeLeaf.add(leaves.size());
        for (double value : numbers(text, 0)) {
          leaves.add(value);
        }
      }
      case "tilted" -> {
        if (tilted.isEmpty()) {
          throw bad("<tilted> before any <rects>");
        }
        tilted.set(tilted.size() - 1, numbers(text, 1)[0] != 0);
      }
      case "_" -> {
        if (path.get(path.size() - 2).equals("rects")) {
          rectangles.add(numbers(text, 5));
          int last = rectanglesPerFeature.size() - 1;
          rectanglesPerFeature.set(last, rectanglesPerFeature.get(last) + 1);
        }
      }
      default -> {}
    }
  }

  private double[] numbers(String text, int count) throws BadFileException {
    String[] words = text.strip().split("\\s+");
    double[] values = new double[words.length];
    for (int i = 0; i < words.length; i++) {
      try {
        values[i] = Double.parseDouble(words[i]);
      } catch (NumberFormatException e) {
        throw bad("'" + words[i] + "' isn't a number");
      }
    }
    if (count > 0 && count != values.length) {
      throw bad("expected " + count + " numbers, found " + values.length);
    }
    return values;
  }

  private BadFileException bad(String problem) {
    return new BadFileException(
        source,
        "line "
            + xml.getLocation().getLineNumber()
            + ", column "
            + xml.getLocation().getColumnNumber(),
        problem);
  }

  private Cascade build() throws BadFileException {
    int count = nodes.size() / 4;
    int features = rectanglesPerFeature.size();
    if (!haar || width <= 0 || height <= 0 || count == 0 || features == 0) {
      throw new BadFileException(source, "", "not a cascade of HAAR features");
    }
    if (nodes.size() % 4 != 0 || stageEnd.size() != stageThreshold.size()) {
      throw new BadFileException(source, "", "the cascade's nodes or stages are incomplete");
    }
    int[] left = new int[count];
    int[] right = new int[count];
    int[] feature = new int[count];
    float[] threshold = new float[count];
    for (int i = 0; i < count; i++) {
      left[i] = (int) nodes.get(4 * i);
      right[i] = (int) nodes.get(4 * i + 1);
      feature[i] = (int) nodes.get(4 * i + 2);
      threshold[i] = (float) nodes.get(4 * i + 3);
      if (feature[i] < 0 || feature[i] >= features) {
        throw new BadFileException(source, "", "there is no feature " + feature[i]);
      }
    }
    float[] stages = new float[stageThreshold.size()];
    for (int i = 0; i < stages.length; i++) {
      stages[i] = (float) stageThreshold.get(i) - THRESHOLD_MARGIN;
    }
    float[] leaf = new float[leaves.size()];
    for (int i = 0; i < leaf.length; i++) {
      leaf[i] = (float) leaves.get(i);
    }
    int[] boxes = new int[features * Cascade.RECTANGLES * 4];
    float[] weights = new float[features * Cascade.RECTANGLES];
    boolean[] turned = new boolean[features];
    int next = 0;
    for (int f = 0; f < features; f++) {
      turned[f] = tilted.get(f);
      int used = rectanglesPerFeature.get(f);
      if (used > Cascade.RECTANGLES) {
        throw new BadFileException(source, "", "feature " + f + " has " + used + " rectangles");
      }
      for (int r = 0; r < used; r++) {
        double[] values = rectangles.get(next++);
        for (int k = 0; k < 4; k++) {
          boxes[(f * Cascade.RECTANGLES + r) * 4 + k] = (int) values[k];
        }
        weights[f * Cascade.RECTANGLES + r] = (float) values[4];
      }
    }
    return new Cascade(
        width,
        height,
        stageEnd.toInts(),
        stages,
        treeRoot.toInts(),
        treeLeaf.toInts(),
        left,
        right,
        feature,
        threshold,
        leaf,
        boxes,
        weights,
        turned);
  }

  /** Numbers whose count isn't known beforehand. */
  private static final class Numbers {
    private double[] values = new double[64];
    private int size;

    void add(double value) {
      if (size == values.length) {
        values = Arrays.copyOf(values, size * 2);
      }
      values[size++] = value;
    }

    double get(int index) {
      return values[index];
    }

    int size() {
      return size;
    }

    int[] toInts() {
      int[] ints = new int[size];
      for (int i = 0; i < size; i++) {
        ints[i] = (int) values[i];
      }
      return ints;
    }
  }
}
