using Isl.Api.Requests.Graphs;
using Isl.Api.Requests.Tables;

namespace Isl.Api.Endpoints.Transport;

/// <summary>Can an effect be carried from one population to another?</summary>
public sealed record TransportRequest
{
    /// <summary>The population where experiments were made.</summary>
    public DomainDto? SourceDomain { get; init; }

    /// <summary>The population the effect is wanted for.</summary>
    public DomainDto? TargetDomain { get; init; }

    /// <summary>The variable that is set.</summary>
    public string? Treatment { get; init; }

    /// <summary>The variable that is read.</summary>
    public string? Outcome { get; init; }

    /// <summary>Variables whose mechanism may differ between the populations; those at which the graphs differ are added.</summary>
    public List<string>? SelectionVariables { get; init; }

    /// <summary>
    /// Sets of variables that experiments in the source population set; the treatment alone unless given, [] for observations only.
    /// </summary>
    public List<List<string>?>? SourceExperiments { get; init; }

    /// <summary>Rows of the source population, objects by variable, for an estimate.</summary>
    public RowsInput? SourceData { get; init; }

    /// <summary>Rows of the target population, objects by variable, for an estimate.</summary>
    public RowsInput? TargetData { get; init; }
}

/// <summary>A population and its graph.</summary>
public sealed record DomainDto : IGraphRequest
{
    /// <inheritdoc/>
    public GraphInput? Dag { get; init; }

    /// <inheritdoc/>
    public GraphInput? DagStructure { get; init; }

    /// <summary>What people call it.</summary>
    public string? Population { get; init; }

    /// <summary>Another name for <see cref="Population"/>.</summary>
    public string? Name { get; init; }

    /// <summary>What is measured there.</summary>
    public DataSummaryDto? DataSummary { get; init; }
}

/// <summary>What is measured in a population.</summary>
public sealed record DataSummaryDto
{
    /// <summary>Number of rows; changes nothing.</summary>
    public int? NSamples { get; init; }

    /// <summary>Variables that are measured; all nodes of the graph unless given.</summary>
    public List<string>? AvailableVariables { get; init; }

    /// <summary>A note; changes nothing.</summary>
    public string? Notes { get; init; }
}
