using System.Text.Json;

namespace MlopsCl.Learner.Imaging;

/// <summary>Reads image processor configurations in the forms that checkpoints are published in: sizes as numbers or as objects.</summary>
internal sealed class ClipImageConfiguration
{
    private const int LargestEdge = 16384;
    private const int Bicubic = 3;

    // Followed, or without a say in the numbers.
    private static readonly HashSet<string> Known =
    [
        "_processor_class", "_valid_processor_keys", "auto_map", "crop_size", "data_format", "default_to_square", "device", "disable_grouping",
        "do_center_crop", "do_convert_rgb", "do_normalize", "do_pad", "do_rescale", "do_resize", "feature_extractor_type", "image_mean",
        "image_processor_type", "image_seq_length", "image_std", "image_token", "input_data_format", "num_additional_image_tokens", "patch_size",
        "processor_class", "resample", "rescale_factor", "return_tensors", "size", "transformers_version", "vision_feature_select_strategy",
    ];

    private readonly string _file;
    private readonly JsonElement _root;

    private ClipImageConfiguration(string file, JsonElement root)
    {
        _file = file;
        _root = root;
    }

    /// <summary>Reads the configuration of a model folder.</summary>
    /// <exception cref="FileNotFoundException">The folder has neither file.</exception>
    /// <exception cref="ImageConfigurationException">A value is missing, out of range or of a processor that is not CLIP's.</exception>
    public static ClipImageOptions Read(string folder)
    {
        string own = Path.Combine(folder, "preprocessor_config.json");
        string shared = Path.Combine(folder, "processor_config.json");
        return ReadPart(shared, onlyImagePart: File.Exists(own)) ?? ReadPart(own, onlyImagePart: false) ?? throw new FileNotFoundException(
            $"{folder} has neither preprocessor_config.json nor processor_config.json; fetch the whole checkpoint.", own);
    }

    // What a processor's file says of pictures counts more than the file that older versions of the reference implementation wrote beside it.
    private static ClipImageOptions? ReadPart(string file, bool onlyImagePart)
    {
        if (!File.Exists(file))
        {
            return null;
        }

        try
        {
            using var json = JsonDocument.Parse(File.ReadAllBytes(file));
            JsonElement root = json.RootElement;
            bool isNested = root.ValueKind == JsonValueKind.Object && root.TryGetProperty("image_processor", out root);
            return isNested || !onlyImagePart ? new ClipImageConfiguration(file, isNested ? root : json.RootElement).ReadOptions() : null;
        }
        catch (Exception error) when (error is JsonException or InvalidOperationException)
        {
            throw new ImageConfigurationException(file, "$", $"is not valid JSON ({error.Message})", error);
        }
    }

    private ClipImageOptions ReadOptions()
    {
        if (_root.ValueKind != JsonValueKind.Object)
        {
            throw Refused("$", $"must be an object, not {_root.ValueKind}.");
        }

        if (Value("resample") is { } resample
            && !(resample.ValueKind == JsonValueKind.Number && resample.TryGetInt32(out int filter) && filter == Bicubic))
        {
            throw Refused("resample", $"is {resample.GetRawText()}, and only {Bicubic} (bicubic) is supported.");
        }

        ThrowIfOfAnotherKind();
        var defaults = new ClipImageOptions();
        (int? edge, (int, int)? fixedSize) = ReadSize();
        return defaults with
        {
            PadToSquare = Flag("do_pad", false),
            Resize = Flag("do_resize", true),
            ShortestEdge = edge,
            FixedSize = fixedSize,
            CentreCrop = Flag("do_center_crop", true),
            CropSize = ReadCrop() ?? defaults.CropSize,
            Rescale = Flag("do_rescale", true),
            RescaleFactor = Value("rescale_factor") is { } factor ? Number("rescale_factor", factor) : defaults.RescaleFactor,
            Normalize = Flag("do_normalize", true),
            Mean = Triple("image_mean", mustBePositive: false) ?? defaults.Mean,
            Deviation = Triple("image_std", mustBePositive: true) ?? defaults.Deviation,
        };
    }

    private void ThrowIfOfAnotherKind()
    {
        foreach (string key in new[] { "image_processor_type", "feature_extractor_type" })
        {
            if (Value(key) is { } kind && !(kind.ValueKind == JsonValueKind.String
                && (kind.GetString()!.StartsWith("CLIP", StringComparison.Ordinal) || kind.GetString()!.StartsWith("Llava", StringComparison.Ordinal))))
            {
                throw Refused(key, $"is {kind.GetRawText()}, and only CLIPImageProcessor and LlavaImageProcessor are run.");
            }
        }

        foreach (JsonProperty setting in _root.EnumerateObject().Where(setting => !Known.Contains(setting.Name) && !IsOff(setting.Value)))
        {
            throw Refused(setting.Name, $"is {setting.Value.GetRawText()}, which this program does not know; set it to null if it has no effect on pictures.");
        }
    }

    private static bool IsOff(JsonElement value) => value.ValueKind is JsonValueKind.Null or JsonValueKind.False
        || (value.ValueKind == JsonValueKind.Number && value.TryGetDouble(out double number) && number == 0);

    private (int? Edge, (int Width, int Height)? Fixed) ReadSize()
    {
        if (Value("size") is not { } size)
        {
            return (new ClipImageOptions().ShortestEdge, null);
        }

        if (size.ValueKind != JsonValueKind.Object)
        {
            int edge = Edge("size", size);
            return Flag("default_to_square", false) ? (null, (edge, edge)) : (edge, null);
        }

        ThrowIfUnknown("size", size, "shortest_edge", "width", "height");
        return size.TryGetProperty("shortest_edge", out JsonElement shortest) && shortest.ValueKind != JsonValueKind.Null
            ? (Edge("size.shortest_edge", shortest), null)
            : (null, Rectangle("size", size));
    }

    private (int Width, int Height)? ReadCrop() => Value("crop_size") switch
    {
        null => null,
        { ValueKind: JsonValueKind.Object } rectangle => Rectangle("crop_size", rectangle),
        { } edge => (Edge("crop_size", edge), Edge("crop_size", edge)),
    };

    private void ThrowIfUnknown(string key, JsonElement value, params string[] known)
    {
        foreach (JsonProperty part in value.EnumerateObject().Where(part => !known.Contains(part.Name) && part.Value.ValueKind != JsonValueKind.Null))
        {
            throw Refused($"{key}.{part.Name}", $"is {part.Value.GetRawText()}, and only {string.Join(", ", known)} are followed; leave it out.");
        }
    }

    private (int Width, int Height) Rectangle(string key, JsonElement value) =>
        value.TryGetProperty("width", out JsonElement width) && value.TryGetProperty("height", out JsonElement height)
            ? (Edge(key + ".width", width), Edge(key + ".height", height))
            : throw Refused(key, "needs shortest_edge, or width and height.");

    private int Edge(string key, JsonElement value) =>
        value.ValueKind == JsonValueKind.Number && value.TryGetInt32(out int edge) && edge is >= 1 and <= LargestEdge
            ? edge
            : throw Refused(key, $"is {value.GetRawText()} and must be a whole number from 1 to {LargestEdge}.");

    private bool Flag(string key, bool whenAbsent) => Value(key) switch
    {
        null => whenAbsent,
        { ValueKind: JsonValueKind.True } => true,
        { ValueKind: JsonValueKind.False } => false,
        { } other => throw Refused(key, $"is {other.GetRawText()} and must be true or false."),
    };

    private double[]? Triple(string key, bool mustBePositive)
    {
        if (Value(key) is not { } list)
        {
            return null;
        }

        double[] numbers = list.ValueKind switch
        {
            JsonValueKind.Array => [.. list.EnumerateArray().Select(item => Number(key, item))],
            JsonValueKind.Number => [.. Enumerable.Repeat(Number(key, list), 3)],
            _ => [],
        };
        return numbers.Length == 3 && !(mustBePositive && numbers.Any(n => n <= 0))
            ? numbers
            : throw Refused(key, $"is {list.GetRawText()} and must be three numbers{(mustBePositive ? " above zero" : "")}.");
    }

    private double Number(string key, JsonElement value) =>
        value.ValueKind == JsonValueKind.Number && value.TryGetDouble(out double number) && double.IsFinite(number)
            ? number
            : throw Refused(key, $"is {value.GetRawText()} and must be a finite number.");

    private JsonElement? Value(string key) =>
        _root.TryGetProperty(key, out JsonElement value) && value.ValueKind != JsonValueKind.Null ? value : null;

    private ImageConfigurationException Refused(string key, string reason) => new(_file, key, reason);
}
