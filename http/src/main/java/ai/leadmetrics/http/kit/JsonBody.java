package ai.leadmetrics.http.kit;

import ai.leadmetrics.http.kit.Problem.FieldError;
import com.fasterxml.jackson.core.JsonParseException;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonMappingException;
import com.fasterxml.jackson.databind.exc.InvalidFormatException;
import com.fasterxml.jackson.databind.exc.UnrecognizedPropertyException;
import com.fasterxml.jackson.databind.exc.ValueInstantiationException;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Reads JSON bodies and says precisely what is wrong with the ones it cannot read. */
final class JsonBody {
  private JsonBody() {}

  static <T> T read(byte[] bytes, Class<T> type) {
    T value;
    try {
      value = ApiJson.MAPPER.readValue(bytes, type);
    } catch (JsonParseException e) {
      throw new ProblemException(ApiError.MALFORMED_JSON);
    } catch (UnrecognizedPropertyException e) {
      throw ProblemException.invalid(path(e), "unknown", "is not a field of this request");
    } catch (InvalidFormatException e) {
      throw ProblemException.invalid(path(e), "invalid", expectation(e));
    } catch (ValueInstantiationException e) {
      throw ProblemException.invalid(path(e), "invalid", causeOf(e));
    } catch (JsonMappingException e) {
      if (bytes.length == 0) {
        throw new ProblemException(ApiError.MALFORMED_JSON);
      }
      throw ProblemException.invalid(path(e), "invalid", "has the wrong type");
    } catch (JsonProcessingException e) {
      throw new ProblemException(ApiError.MALFORMED_JSON);
    } catch (IOException e) {
      throw new ProblemException(ApiError.MALFORMED_JSON); // not UTF-8
    }
    if (value == null) {
      throw new ProblemException(ApiError.MALFORMED_JSON); // the document null
    }
    var wrong = new ArrayList<FieldError>();
    check(value, "", wrong);
    if (!wrong.isEmpty()) {
      throw ProblemException.invalid(wrong);
    }
    return value;
  }

  /** The types say what may be absent; nothing has to be said again by an annotation. */
  private static void check(Object value, String field, List<FieldError> wrong) {
    switch (value) {
      case Record record -> parts(record, field.isEmpty() ? "" : field + ".", wrong);
      case List<?> items -> {
        for (int i = 0; i < items.size(); i++) {
          present(items.get(i), field + '[' + i + ']', wrong);
        }
      }
      case Map<?, ?> entries ->
          entries.forEach((key, entry) -> present(entry, field + '.' + key, wrong));
      case String text when !Storable.is(text) -> wrong.add(Storable.error(field));
      default -> {}
    }
  }

  private static void parts(Record record, String prefix, List<FieldError> wrong) {
    for (var component : record.getClass().getRecordComponents()) {
      var part = Components.get(component, record);
      if (part != null || !component.getAnnotatedType().isAnnotationPresent(Nullable.class)) {
        present(part, prefix + component.getName(), wrong);
      }
    }
  }

  private static void present(@Nullable Object part, String field, List<FieldError> wrong) {
    if (part == null) {
      wrong.add(new FieldError(field, "required", "is required"));
    } else {
      check(part, field, wrong);
    }
  }

  private static String path(JsonMappingException e) {
    return e.getPath().stream()
        .map(at -> at.getFieldName() != null ? at.getFieldName() : String.valueOf(at.getIndex()))
        .collect(Collectors.joining("."));
  }

  private static String expectation(InvalidFormatException e) {
    return e.getTargetType().isEnum()
        ? "must be one of " + String.join(", ", Binder.wires(e.getTargetType()))
        : "has the wrong format";
  }

  private static @Nullable String causeOf(Exception e) {
    return e.getCause() == null ? null : e.getCause().getMessage();
  }
}
