using Microsoft.Extensions.Options;

namespace Isl.Api.Requests;

/// <summary>The limits that readers of requests know.</summary>
/// <param name="Graphs">Largest graphs.</param>
/// <param name="Data">Largest data sets and texts.</param>
public sealed record RequestLimits(GraphLimits Graphs, DataLimits Data)
{
    /// <summary>The limits as they are configured.</summary>
    public RequestLimits(IOptions<GraphLimits> graphs, IOptions<DataLimits> data)
        : this(graphs.Value, data.Value)
    {
    }
}
