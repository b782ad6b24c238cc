using Isl.Grains.Interfaces.Answering;
using Isl.Grains.Interfaces.Graphs;

namespace Isl.Grains.Interfaces.Transport;

/// <summary>Questions about a selection diagram; the key is the hash of the graph that both populations' graphs make together.</summary>
[Alias("isl.transport-grain")]
public interface ITransportGrain : ISubjectGrain
{
    /// <summary>Can an effect be carried from one population to the other?</summary>
    [Alias("transport")]
    Task<Answer> Transport(CausalGraph graph, TransportQuestion question, TransportRows? rows, CancellationToken cancellationToken);
}
