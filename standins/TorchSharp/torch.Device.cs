namespace TorchSharp;

public static partial class torch
{
    /// <summary>Where a tensor's elements are.</summary>
    public class Device
    {
        /// <summary>The kind of device.</summary>
        public DeviceType type { get; }

        /// <summary>Its number among its kind; -1 is the current one.</summary>
        internal int index { get; }

        /// <summary>A device by its description: "cpu", "cuda", "cuda:1", "meta".</summary>
        /// <exception cref="ArgumentException">The description is none of these.</exception>
        public Device(string description)
        {
            var parts = description.Split(':');
            var number = parts.Length == 2 && int.TryParse(parts[1], out var given) && given >= 0 ? given : -1;
            if (parts.Length > 2 || (parts.Length == 2 && number < 0)) throw Unknown(description);
            (type, index) = (Parse(parts[0]), number);
        }

        /// <summary>A device by its type and its number.</summary>
        internal Device(DeviceType deviceType, int index = -1) => (type, this.index) = (deviceType, index);

        /// <summary>The description, such as "cuda:0".</summary>
        public override string ToString() =>
            index < 0 ? type.ToString().ToLowerInvariant() : $"{type.ToString().ToLowerInvariant()}:{index}";

        private static DeviceType Parse(string name) =>
            Enum.TryParse<DeviceType>(name, ignoreCase: true, out var type) && !char.IsDigit(name[0]) ? type : throw Unknown(name);

        private static ArgumentException Unknown(string description) =>
            new($"'{description}' is not a device. Use cpu, cuda, cuda:<number> or meta.");
    }
}
