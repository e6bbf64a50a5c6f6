export { type PageAssets, REPORT_MARK, renderReport } from "./render-report";
export { type ReportData, type ReportTenant, reportData } from "./report-data";
