using System.Text;
using Isl.Api.Docs;
using Isl.Grains.Hosting;
using Isl.Grains.Hosting.Access;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;

namespace Isl.Api.Cluster;

/// <summary>
/// An API that has started answers the examples of its documentation to itself, so that nobody else waits for code to be compiled: in a cluster
/// before it says that it is ready, at once thereafter where it is alone.
/// </summary>
public sealed class ApiWarmUp(IServer server, EndpointDataSource endpoints, IHostApplicationLifetime lifetime, KeyRing keys) : BackgroundService
{
    /// <summary>An API that cannot answer itself by then is better slow than missing.</summary>
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(30);

    private volatile bool _isDone;

    /// <summary>Whether it is over, well or not.</summary>
    public bool IsDone => _isDone;

    /// <inheritdoc/>
    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        try
        {
            await lifetime.WhenStarted(stoppingToken);
            using var late = CancellationTokenSource.CreateLinkedTokenSource(stoppingToken);
            late.CancelAfter(Patience);
            await Ask(late.Token);
        }
        catch (Exception e) when (e is OperationCanceledException or HttpRequestException or UriFormatException)
        {
            // What is not warm is slow the first time, and right all the same.
        }
        finally
        {
            _isDone = true;
        }
    }

    private async Task Ask(CancellationToken cancellationToken)
    {
        if (server.Features.Get<IServerAddressesFeature>()?.Addresses.FirstOrDefault() is not { } listening)
        {
            return;
        }

        var any = new[] { "*", "+", "[::]", "0.0.0.0" };
        var address = any.Aggregate(listening, (url, host) => url.Replace($"//{host}:", "//127.0.0.1:", StringComparison.Ordinal));
        using var client = new HttpClient { BaseAddress = new Uri(address) };
        client.DefaultRequestHeaders.Add("X-API-Key", keys.OwnKey);
        var paths = endpoints.Endpoints.OfType<RouteEndpoint>()
            .Where(endpoint => endpoint.Metadata.GetMetadata<IEndpointNameMetadata>() is not null)
            .ToLookup(endpoint => endpoint.Metadata.GetMetadata<IEndpointNameMetadata>()!.EndpointName, endpoint => endpoint.RoutePattern.RawText);
        foreach (var (name, example) in Examples.All)
        {
            if (example.Request is { } body && paths[Examples.OperationOf(name)].FirstOrDefault() is { } path)
            {
                using var content = new StringContent(body, Encoding.UTF8, "application/json");
                using var response = await client.PostAsync(path, content, cancellationToken);
            }
        }
    }
}
