using System.Net;
using System.Net.Sockets;
using System.Reflection;

namespace Isl.Api;

/// <summary>What somebody sees who starts the service by hand: where everything is, and a busy port in one line.</summary>
public static class FirstMinute
{
    private static readonly (string Path, string What)[] Places =
        [("/", "Studio: draw a graph, ask it"), ("/docs", "the API, with examples"), ("/status", "how the service is"), ("/dashboard", "Orleans")];

    /// <summary>Runs the service; its exit code is 1 where a port it needs is taken.</summary>
    public static int RunIsl(this WebApplication app)
    {
        // A host inside another program, such as a test, listens where that program wants.
        var isOwnProcess = Assembly.GetEntryAssembly() == typeof(FirstMinute).Assembly;
        if (isOwnProcess && !app.Configuration.GetSection("Kestrel:Endpoints").Exists() && BusyPort(app.Configuration["urls"]) is { } port)
        {
            Console.Error.WriteLine(
                $"Port {port} is in use: stop what listens there, or choose another port, as in ASPNETCORE_URLS=http://localhost:{port + 1}.");
            return 1;
        }

        if (isOwnProcess && !Console.IsOutputRedirected)
        {
            app.Lifetime.ApplicationStarted.Register(() => Console.Out.WriteLine(Banner(app.Urls)));
        }

        app.Run();
        return 0;
    }

    /// <summary>The first port of a list of addresses that is taken; null where all are free.</summary>
    internal static int? BusyPort(string? urls)
    {
        foreach (var url in (urls ?? "").Split(';', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries))
        {
            if (BindingAddress.Parse(url) is { IsUnixPipe: false, IsNamedPipe: false, Port: > 0 } address && IsTaken(address))
            {
                return address.Port;
            }
        }

        return null;
    }

    /// <summary>The addresses that matter, one a line.</summary>
    internal static string Banner(IEnumerable<string> urls)
    {
        var address = BindingAddress.Parse(urls.FirstOrDefault() ?? "http://localhost");
        var host = address.Host is "+" or "*" or "0.0.0.0" or "[::]" ? "localhost" : address.Host;
        return string.Join('\n', Places.Select(place => $"  {$"{address.Scheme}://{host}:{address.Port}{place.Path}",-36} {place.What}")) + "\n";
    }

    private static bool IsTaken(BindingAddress address)
    {
        var host = address.Host switch
        {
            "localhost" => IPAddress.Loopback,
            var name => IPAddress.TryParse(name, out var given) ? given : IPAddress.Any,
        };
        using var socket = new Socket(host.AddressFamily, SocketType.Stream, ProtocolType.Tcp);
        try
        {
            socket.Bind(new IPEndPoint(host, address.Port));
            socket.Listen(1);
            return false;
        }
        catch (SocketException e)
        {
            return e.SocketErrorCode == SocketError.AddressAlreadyInUse; // of any other trouble the server speaks itself
        }
    }
}
