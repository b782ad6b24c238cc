using Isl.Api.Requests.Fitting;

namespace Isl.Api.Endpoints.Fitting;

/// <summary>Which structural model do a graph and a table give?</summary>
public sealed record FitRequest : FittableRequest;
