using Microsoft.ML.Data;

namespace Microsoft.ML;

public sealed partial class DataViewSchema
{
    public sealed partial class Annotations
    {
        /// <summary>Puts annotations together, one by one.</summary>
        public sealed class Builder
        {
            private readonly List<(DetachedColumn Column, Delegate Getter)> items = [];

            /// <summary>No annotations yet.</summary>
            public Builder()
            {
            }

            /// <summary>Adds copies of annotations.</summary>
            /// <param name="annotations">Where they are taken from; nothing is added where null.</param>
            /// <param name="selector">Which names to take.</param>
            public void Add(Annotations annotations, Func<string, bool> selector)
            {
                ArgumentNullException.ThrowIfNull(selector);
                foreach (var column in annotations?.Schema ?? Empty.Schema)
                    if (selector(column.Name))
                        items.Add((new DetachedColumn(column), annotations.GetterAt(column.Index)));
            }

            /// <summary>Adds an annotation whose value is computed when read.</summary>
            /// <typeparam name="TValue">The raw type of <paramref name="type"/>.</typeparam>
            /// <param name="name">Its name.</param>
            /// <param name="type">Its type.</param>
            /// <param name="getter">Gives the value.</param>
            /// <param name="annotations">Annotations of the annotation.</param>
            /// <exception cref="ArgumentOutOfRangeException">The getter's type is not the raw type.</exception>
            public void Add<TValue>(string name, DataViewType type, ValueGetter<TValue> getter, Annotations annotations = null)
            {
                ArgumentNullException.ThrowIfNull(type);
                ArgumentNullException.ThrowIfNull(getter);
                if (type.RawType != typeof(TValue))
                    throw new ArgumentOutOfRangeException(
                        nameof(getter), $"Annotation '{name}' of type {type} holds {type.RawType}, and the getter gives {typeof(TValue)}.");
                items.Add((new DetachedColumn(name, type, annotations), getter));
            }

            /// <summary>Adds an annotation with a fixed value.</summary>
            /// <typeparam name="TValue">The raw type of <paramref name="type"/>.</typeparam>
            /// <param name="name">Its name.</param>
            /// <param name="type">Its type.</param>
            /// <param name="value">The value.</param>
            /// <param name="annotations">Annotations of the annotation.</param>
            /// <exception cref="ArgumentOutOfRangeException">The value's type is not the raw type.</exception>
            public void AddPrimitiveValue<TValue>(string name, PrimitiveDataViewType type, TValue value, Annotations annotations = null) =>
                Add<TValue>(name, type, (ref TValue destination) => destination = value, annotations);

            /// <summary>The annotations added so far.</summary>
            /// <returns>A new object; the builder can be used on.</returns>
            public Annotations ToAnnotations()
            {
                var builder = new DataViewSchema.Builder();
                builder.AddColumns(items.Select(i => i.Column));
                return new Annotations(builder.ToSchema(), items.Select(i => i.Getter).ToArray());
            }
        }
    }
}
