namespace MlopsCl.Pipeline.Recipes.Form;

/// <summary>The settings of a section as they were read: those that are there and right.</summary>
internal sealed class FormValues
{
    private readonly Dictionary<string, object> _values = [];

    /// <summary>No settings.</summary>
    public static FormValues None { get; } = new();

    public void Set(string key, object value) => _values[key] = value;

    public string? Text(string key) => _values.GetValueOrDefault(key) as string;

    public double? Number(string key) => _values.GetValueOrDefault(key) is decimal number ? (double)number : null;

    public long? Long(string key) => _values.GetValueOrDefault(key) is decimal number ? (long)number : null;

    public int? Count(string key) => (int?)Long(key);

    public bool? Switch(string key) => _values.GetValueOrDefault(key) as bool?;

    public IReadOnlyList<KeyValuePair<string, double>>? Patterns(string key) => _values.GetValueOrDefault(key) as IReadOnlyList<KeyValuePair<string, double>>;

    public bool Has(string key) => _values.ContainsKey(key);

    public IReadOnlyList<string>? Words(string key) => _values.GetValueOrDefault(key) as IReadOnlyList<string>;

    public IReadOnlyDictionary<string, string>? Options(string key) => _values.GetValueOrDefault(key) as IReadOnlyDictionary<string, string>;

    public IReadOnlyDictionary<string, double>? Shares(string key) => _values.GetValueOrDefault(key) as IReadOnlyDictionary<string, double>;

    public FormValues Section(string key) => _values.GetValueOrDefault(key) as FormValues ?? None;

    public IReadOnlyList<FormValues> List(string key) => _values.GetValueOrDefault(key) as IReadOnlyList<FormValues> ?? [];
}
