using Isl.Grains.Interfaces.Counterfactuals;
using Isl.Grains.Models;
using Isl.Grains.Models.Distributions;
using Isl.Grains.Numerics;

namespace Isl.Grains.Counterfactuals;

/// <summary>
/// The simulation plans of a process, so that all parts of one simulation that run in it share one, and the distributions that plans draw from.
/// Safe for many threads.
/// </summary>
/// <remarks>Plans are the same bytes wherever and whenever they are compiled, so a held one changes no answer.</remarks>
public sealed class PlanShelf
{
    private const long DefaultBytes = 128 << 20;
    private const int DefaultEntries = 64;

    private readonly BuiltOnce<SimulationSpec, SimulationPlan> _held;

    /// <summary>An empty shelf.</summary>
    /// <param name="mostBytes">What the plans on it may take together; the least recently used ones go.</param>
    /// <param name="mostEntries">How many there may be.</param>
    public PlanShelf(long mostBytes = DefaultBytes, int mostEntries = DefaultEntries) =>
        _held = new BuiltOnce<SimulationSpec, SimulationPlan>(mostBytes, mostEntries, plan => plan.Bytes, new AsSent());

    /// <summary>The distributions that plans draw from.</summary>
    public DistributionShelf Distributions { get; } = new();

    /// <summary>Plans held.</summary>
    public int Count => _held.Count;

    /// <summary>The plan of a simulation: held, or compiled now, once even where several threads ask.</summary>
    /// <param name="specification">What to simulate.</param>
    /// <param name="cancellation">Stops waiting and compiling.</param>
    /// <exception cref="Interfaces.Errors.InputException">The model, a name or the evidence is wrong, or the whole is too large.</exception>
    public SimulationPlan Get(SimulationSpec specification, CancellationToken cancellation) =>
        Held(specification, model: null, cancellation);

    /// <summary>The same where the model is compiled already. A simulation of one chunk has no parts to share its plan: it is not held.</summary>
    internal SimulationPlan Get(SimulationSpec specification, CompiledModel model, CancellationToken cancellation) =>
        specification.Samples <= SimulationPlan.ChunkSize
            ? SimulationPlan.Compile(specification, model, Distributions, cancellation)
            : Held(specification, model, cancellation);

    private SimulationPlan Held(SimulationSpec specification, CompiledModel? model, CancellationToken cancellation) =>
        _held.Get(specification, (spec, token) => SimulationPlan.Compile(spec, model, Distributions, token), cancellation);

    /// <summary>Models that differ in how they were sent give the same draws, but errors point to different places.</summary>
    private sealed class AsSent : IEqualityComparer<SimulationSpec>
    {
        public bool Equals(SimulationSpec? x, SimulationSpec? y) => x == y && CompiledModel.AreSentAlike(x?.Model, y?.Model);

        public int GetHashCode(SimulationSpec obj) => obj.GetHashCode();
    }
}
