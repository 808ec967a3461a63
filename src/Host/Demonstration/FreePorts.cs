using System.Net;
using System.Net.Sockets;

namespace MlopsCl.Host;

/// <summary>Ports of loopback that nobody listens on.</summary>
internal static class FreePorts
{
    private const int FirstBrokerPort = 20_000;
    private const int BrokerPorts = 20_000;

    public static int Any()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        return ((IPEndPoint)listener.LocalEndpoint).Port;
    }

    /// <summary>A port for the broker: its two companions lie 20,000 and 20,001 above it, so it must not be too high.</summary>
    public static int ForBroker()
    {
        for (var attempt = 0; attempt < 100; attempt++)
        {
            var port = FirstBrokerPort + Random.Shared.Next(BrokerPorts);
            if (IsFree(port) && IsFree(port + 20_000) && IsFree(port + 20_001))
                return port;
        }
        throw new InvalidOperationException("No free port was found on 127.0.0.1 between 20000 and 40000.");
    }

    private static bool IsFree(int port)
    {
        try
        {
            using var listener = new TcpListener(IPAddress.Loopback, port);
            listener.Start();
            return true;
        }
        catch (SocketException)
        {
            return false;
        }
    }
}
